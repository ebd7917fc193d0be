from . import value
