# The models come first, then what each of them does.
# isort: skip_file
from . import partner_condition
from . import exclusion_rule
from . import contact_date
from . import contact_event
from . import contact_program
from . import contact_program_step
from . import touchpoint
from . import mail_activity
from . import service_kind
from . import client_unit
from . import unit_reading
from . import unit_service
from . import unit_due
from . import unit_order
from . import unit_client
from . import unit_import
from . import contact_product
from . import next_contact
from . import next_contact_client
