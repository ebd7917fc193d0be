from . import sheet_portal
