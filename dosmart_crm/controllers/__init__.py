from . import contact_form
from . import folder_identity
from . import deal_page
from . import deal_portal
from . import import_template
from . import offer_portal
from . import sheet_portal
from . import unit_template
