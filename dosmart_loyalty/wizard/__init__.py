from . import client_closing
