@echo off
chcp 65001 >nul
setlocal
rem 年度更新：与启动看板相同，只是另一个程序、另一个端口，只有这台电脑能打开。
set PROGRAM=maintenance.py
set PORT=8512
set TITLE=年度更新
call "%~dp0启动看板.bat"
