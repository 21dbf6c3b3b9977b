"""领域专题: everything the paper says about one sector, in the order of its views."""

from components.frame import filters, runtime
from components.frame.ending import end
from components.frame.pages import PAGES
from components.take_home import contents, menu
from components.views import sectors

store = runtime.store()
selection = PAGES["sector"].followed(filters.current())

if not selection.sector:
    sectors.choice(store)
    end()
menu.offer(contents.of_sector(selection, store), store)
sectors.head(store, selection)
filters.edition_box()
sectors.found(store, selection)
sectors.views(store, selection)
sectors.cases(store, selection)
sectors.honours(store, selection)
sectors.policies(store, selection)
