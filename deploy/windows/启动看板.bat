@echo off
chcp 65001 >nul
setlocal
pushd "%~dp0..\.."
if errorlevel 1 goto nofolder
if not defined PROGRAM set PROGRAM=dashboard.py
if not defined PORT set PORT=8501
if not defined TITLE set TITLE=看板
if exist .venv\Scripts\streamlit.exe goto start
echo 第一次启动，正在安装，约需几分钟……
py -3.11 -m venv .venv
if errorlevel 1 goto nopython
if exist build\wheelhouse\requirements.txt (
  .venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-index --find-links build\wheelhouse --require-hashes -r build\wheelhouse\requirements.txt
) else (
  .venv\Scripts\python -m pip install --quiet --disable-pip-version-check -c constraints.txt --upgrade pip
  .venv\Scripts\python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group run
)
if errorlevel 1 goto failed
:start
echo %TITLE%正在启动，稍后自动打开浏览器：http://127.0.0.1:%PORT%
echo 用完请关闭这个窗口。
start "" /min cmd /c "timeout /t 6 /nobreak >nul & start http://127.0.0.1:%PORT%"
.venv\Scripts\python -m streamlit run %PROGRAM% --server.address 127.0.0.1 --server.port %PORT%
pause
exit /b
:nofolder
echo 打不开看板所在的文件夹。请把整个文件夹复制到本机的磁盘（如 D:\）后再双击。
pause
exit /b 1
:nopython
echo 没有找到 Python 3.11。请安装 Python 3.11（勾选 py launcher）后再双击本文件。
pause
exit /b 1
:failed
echo 安装没有完成。请检查 build\wheelhouse 是否完整，或网络是否可用；删去 .venv 文件夹后重试。
pause
exit /b 1
