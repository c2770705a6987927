import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from tests.gui import room, screens
@pytest.mark.parametrize("language",["en","zh_CN"])
@pytest.mark.parametrize("scale",[100,150,200])
def test_s(window,driver,searches,stack,language,scale):
    window._preferences.use_language(language)
    window._preferences.choose("display","text_scale",scale)
    window.resize(1920,1040)
    QApplication.processEvents()
    out=[]
    def look(name,top):
        if room.beyond(top,QSize(1920,1040)): out.append(f"{name} BEYOND {top.minimumSizeHint()}")
        out.extend(f"{name}: {l}" for l in room.clipped(top))
    look("welcome",window)
    driver.open(stack)
    look("review",window)
    for name in ("queue",):
        driver.do(name); QApplication.processEvents(); look(name,window); driver.do(name)
    for name,d in screens.dialogs(driver): look(name,d)
    print(f"\n##### {language} {scale}"); print("\n".join(out))
