"""汇报模式: one slide a screen, moved by keys or a clicker."""

import streamlit as st

from components.report import presentation, stage
from components.widgets import code

presentation.leave_when_asked()
told = presentation.told()
if not told:
    st.warning("所选条件下没有可以放映的图。按 Esc 返回。")
    stage.listen(lambda action: presentation.move(action, 1))
    st.stop()
stage.listen(lambda action: presentation.move(action, len(told)))
number = presentation.place(len(told))
stage.show(told[number], number, len(told), presentation.main(told))
if presentation.is_code_asked():
    code.draw(presentation.address())
for following in told[number + 1 : number + 2]:
    stage.prepare(following)
