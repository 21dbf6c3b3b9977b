"""街镇画像: one town on one page, or up to four side by side."""

from components.frame import filters, runtime
from components.frame.ending import end
from components.take_home import contents, menu
from components.views import towns
from whitepaper.model.selection import Selection
from whitepaper.stories import stories

store = runtime.store()
selection = filters.current()
own = stories.towns_of(store, selection)

if not own:
    towns.choice(store)
    end()
chosen = Selection(towns=own, years=selection.years, editions=selection.editions)
menu.offer(contents.of_town(chosen, store), store)
filters.edition_box()
if len(own) == 1:
    towns.profile(store, own[0], selection)
else:
    towns.comparison(store, chosen)
