import {registry} from "@web/core/registry";

/** Choose the file that the test serves at *path*, as if from one's disk. */
const upload = (path) => ({
    content: `Upload ${path}`,
    trigger: ".o_control_panel .o_file_input_trigger",
    async run() {
        const response = await fetch(path);
        const files = new DataTransfer();
        files.items.add(new File([await response.blob()], "hojas.csv", {type: "text/csv"}));
        const input = document.querySelector(".o_control_panel input[type='file']");
        input.files = files.files;
        input.dispatchEvent(new Event("change", {bubbles: true}));
    },
});

const press = (label) => ({
    content: `Press ${label}`,
    trigger: `.o_control_panel .btn:contains(/^${label}$/)`,
    run: "click",
});

const refused = (words) => ({
    content: `Read what is wrong: ${words}`,
    trigger: `.o_import_data_content .alert-danger:contains('${words}')`,
    timeout: 60000,
});

const sourceRow = ".o_import_data_content tr:contains('¿Cómo nos conoció?')";

/** From the file a company kept in Spanish to its client sheets. */
registry.category("web_tour.tours").add("dosmart_crm_import", {
    url: "/odoo/action-base.action_partner_form",
    steps: () => [
        {
            content: "Open the menu of the list",
            trigger: ".o_cp_action_menus .dropdown-toggle",
            run: "click",
        },
        {
            content: "Import records",
            trigger: ".o_import_menu",
            run: "click",
        },
        {
            content: "There is a template",
            trigger: "a[href='/dosmart/import_template/res.partner']",
        },
        upload("/dosmart_test/con_errores.csv"),
        {
            content: "The columns are matched",
            trigger:
                ".o_import_data_content tr:contains('Necesidades de prd./serv.') .o_import_field_icon_selection",
        },
        press("Importar"),
        refused("Fila 4, columna «Fecha de nacimiento»"),
        refused("Fila 20, columna «Tipo de cliente»"),
        upload("/dosmart_test/hojas.csv"),
        {
            content: "The complaints are gone with the file",
            trigger: ".o_import_data_content:not(:has(.alert-danger))",
        },
        press("Importar"),
        refused("Fila 60, columna «¿Cómo nos conoció?»"),
        {
            content: "Ask for the unknown sources",
            trigger: `${sourceRow} select`,
            run: "select name_create_enabled_fields",
        },
        press("Importar"),
        {
            content: "All sixty are there",
            timeout: 60000,
            trigger: ".o_pager_limit:contains('60'), .o_kanban_renderer, .o_list_renderer",
        },
    ],
});
