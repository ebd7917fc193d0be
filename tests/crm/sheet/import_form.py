"""What the columns and words of the paper form mean, said a second time for the tests."""

LEVELS = {"Alto": "high", "Medio": "medium", "Bajo": "low"}
NEEDS = {"Altas": "high", "Medias": "medium", "Bajas": "low"}
YES_NO = {"Sí": "yes", "No": "no"}
# Header in the file -> field, and the key or the XML id of what a word means.
SOURCES = {name: name for name in ("Facebook", "Página web", "Vio la camioneta", "Volante")}
SOURCES["Recomendación"] = "Recommendation"  # ours, by the name that clients read in Spanish
COLUMNS = {
    "Nombre": ("name", None),
    "Empresa": ("company_name", None),
    "Teléfono": ("phone", None),
    "Correo electrónico": ("email", None),
    "RFC": ("vat", None),
    "Nivel socioeconómico": ("socioeconomic_level", LEVELS),
    "Necesidades de prd./serv.": ("need_level", NEEDS),
    "Régimen fiscal": ("tax_regime_id", None),
    "Fecha de nacimiento": ("birthdate_date", None),
    "Estado civil": ("marital_status", {"Casado": "married", "Soltero": "single"}),
    "Hijos": ("children", None),
    "Empresario": ("entrepreneur", YES_NO),
    "Tipo de empresa": (
        "business_kind",
        {"Pyme": "sme", "Gran empresa": "large", "Home office": "home_office", "Otra": "other"},
    ),
    "Tipo de pago": ("payment_preference", {"Contado": "cash", "Financiamiento": "financing"}),
    "Conoce la competencia": (
        "competition_knowledge",
        {**YES_NO, "Mucho": "a_lot", "Muy poco": "very_little"},
    ),
    "Entiende lo que hacemos": ("understands_us", YES_NO),
    "Ha tenido servicio de vigilancia anteriormente": ("had_surveillance", YES_NO),
    "Le atraen las ofertas que manejamos": ("attracted", YES_NO),
    "Mala experiencia con la competencia": ("bad_competitor_experience", YES_NO),
    "Actitud del cliente en la visita": (
        "attitude",
        {
            "Buena": "good",
            "Mala": "bad",
            "Recelosa": "wary",
            "Poco confiable": "untrustworthy",
            "Excelente": "excellent",
            "Nos enseñó el álbum de fotos": "photo_album",
        },
    ),
    "Posibilidad de algún tipo de alianza": (
        "alliance",
        {
            **YES_NO,
            "Factible": "feasible",
            "Muy probable": "very_likely",
            "Hace falta estudio": "needs_study",
        },
    ),
    "Tipo de cliente": (
        "personality_id",
        {
            "Quejoso": "Complainer",
            "Sabelotodo": "Know-it-all",
            "Indeciso": "Undecided",
            "Silencioso": "Silent",
        },
    ),
    "Conclusiones": ("conclusions", None),
    "Estatus del cliente": (
        "client_status_id",
        {
            "Potencial": "Potential",
            "Posiblemente potencial": "Possibly potential",
            "Requiere más ofertas": "Needs more offers",
            "Leal": "Loyal",
            "No comprará": "Will not buy",
        },
    ),
    "¿Cómo nos conoció?": ("heard_source_id", SOURCES),
}
