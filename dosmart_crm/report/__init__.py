from . import folder_label
