"""总览: what matters on one screen: what got better, what needs attention, sector by sector, town by town."""

from components.frame import filters, runtime
from components.frame.pages import PAGES, follow
from components.take_home import contents, menu
from components.views import answers, overview
from components.widgets import overview as screen

store = runtime.store()
selection = PAGES["overview"].followed(filters.current())

menu.offer(contents.of_overview(selection, store), store)
answers.box()
follow(screen.draw(overview.content(selection, runtime.mode(), store.dataset_version)))
