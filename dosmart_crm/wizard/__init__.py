from . import status_change
