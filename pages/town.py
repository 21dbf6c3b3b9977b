"""街镇画像: one town on one page, or up to four side by side."""

from components.frame import filters, runtime
from components.frame.ending import end
from components.take_home import contents, menu
from components.views import towns

store = runtime.store()
selection = filters.current()
chosen = towns.compared(store, selection)

if not chosen.towns:
    towns.choice(store)
    end()
menu.offer(contents.of_town(chosen, store), store)
filters.edition_box()
if len(chosen.towns) == 1:
    towns.profile(store, chosen.towns[0], selection)
else:
    towns.comparison(store, chosen)
