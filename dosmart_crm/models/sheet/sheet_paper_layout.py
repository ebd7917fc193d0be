"""Where the printed client sheet has which answer. The order is that of the paper form."""

CHARACTERS = 105  # of a line over the whole width of the page, cautiously
EVENT_LINES = 3

# Rows of (answer, share of the width in %), after the height of their answers in lines.
TOP = (
    (1, (("socioeconomic_level", 50), ("need_level", 50))),
    (2, (("tax_regime_id", 100),)),
    (
        1,
        (
            ("birthdate_date", 17),
            ("age", 8),
            ("marital_status", 33),
            ("has_children", 22),
            ("entrepreneur", 20),
        ),
    ),
    (1, (("contact_name", 34), ("function", 22), ("phone", 18), ("email_from", 26))),
    (1, (("business_kind", 66), ("payment_preference", 34))),
)
BOTTOM = (
    (1, (("competition_knowledge", 44), ("competitor_ids", 56))),
    (1, (("understands_us", 50), ("had_surveillance", 50))),
    (1, (("attracted", 50), ("bad_competitor_experience", 50))),
    (1, (("attitude", 100),)),
    (1, (("alliance", 55), ("personality_id", 45))),
    (4, (("conclusions", 100),)),
    (1, (("client_status_id", 100),)),
    (2, (("heard_source_id", 56), ("legal_form", 44))),
    (1, (("legal_name", 66), ("vat", 34))),
    (2, (("vision", 100),)),
    (1, (("industry_id", 49), ("employee_count", 17), ("branch_count", 17), ("founded_year", 17))),
    (1, (("customer_kind", 74), ("legal_representative_id", 26))),
    (1, (("trusted_name_1", 64), ("trusted_phone_1", 36))),
    (1, (("trusted_name_2", 64), ("trusted_phone_2", 36))),
    (2, (("owned_product_ids", 100),)),
)
# Lists whose records are boxes: the field that names a box, and how many boxes there is room for.
BOXED = {
    "tax_regime_id": ("code", 24),
    "personality_id": ("name", 5),
    "client_status_id": ("name", 6),
    "competitor_ids": ("name", 4),
    "heard_source_id": ("client_label", 7),
    "owned_product_ids": ("name", 10),
}
# What is written beside the boxes of an answer; False: nothing yet, but there is room.
BESIDE = {
    "business_kind": "business_kind_other",
    "has_children": "children",
    "tax_regime_id": "tax_regime_id.name",
    "competitor_ids": False,
    "heard_source_id": False,
    "owned_product_ids": False,
}
# The main contact: fields of an unlinked lead, and of the contact.
CONTACT_FACTS = {
    "contact_name": "name",
    "function": "function",
    "phone": "phone",
    "email_from": "email",
}
