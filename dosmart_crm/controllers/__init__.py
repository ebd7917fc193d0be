from . import import_template
from . import sheet_portal
