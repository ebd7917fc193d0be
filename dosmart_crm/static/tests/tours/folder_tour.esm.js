import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const sees = (content, trigger) => ({content, trigger});
const clicks = (content, trigger) => ({content, trigger, run: "click"});

const line = (name) => `.o_folder_line:contains('${name}')`;
const PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/** Drop a file with this *content* on the line below the mouse. */
const drops = (fileName, content) =>
    function ({anchor}) {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([content], fileName));
        for (const name of ["dragover", "drop"]) {
            anchor.dispatchEvent(
                new DragEvent(name, {bubbles: true, cancelable: true, dataTransfer})
            );
        }
    };

/** A salesperson finds the client's folder, files what came, and is told what is wrong. */
registry.category("web_tour.tours").add("dosmart_crm_folder", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        clicks("Open CRM", ".o_app[data-menu-xmlid='crm.crm_menu_root']"),
        clicks("Open the menu Sales", "[data-menu-xmlid='crm.crm_menu_sales']"),
        clicks("Open the folders", "[data-menu-xmlid='dosmart_crm.service_account_menu']"),
        sees(
            "The folder is kept under the status of its client",
            ".o_kanban_group:contains('Potential') .o_kanban_record:contains('Tour Folder')"
        ),
        clicks("Open it", ".o_kanban_record:contains('Tour Folder')"),
        sees("Nothing is there yet", `${line("Copy of the service contract")}:contains('Missing')`),
        {
            content: "Drop the scanned contract on its line",
            trigger: line("Copy of the service contract"),
            run: drops("contract.pdf", PDF),
        },
        sees("It is filed", `${line("Copy of the service contract")}:contains('contract.pdf')`),
        sees("It is received", `${line("Copy of the service contract")}:contains('Received')`),
        {
            content: "Drop it beside the lines: the page stays",
            trigger: ".o_folder_board > p",
            run({anchor}) {
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(new File([PDF], "beside.pdf"));
                for (const name of ["dragover", "drop"]) {
                    const event = new DragEvent(name, {
                        bubbles: true,
                        cancelable: true,
                        dataTransfer,
                    });
                    if (anchor.dispatchEvent(event)) {
                        throw new Error(`The browser would show the file after ${name}`);
                    }
                }
            },
        },
        {
            content: "Drop what is no PDF",
            trigger: line("Privacy, sale"),
            run: drops("policies.pdf", "no PDF at all"),
        },
        sees("The reason is clear", ".modal:contains('is not what its name says')"),
        clicks("Understood", ".modal footer .btn-primary"),
        sees("Nothing was filed", `${line("Privacy, sale")}:contains('Missing')`),
        clicks("The paper is there", `${line("Privacy, sale")} .o_folder_receive`),
        sees("It is received too", `${line("Privacy, sale")}:contains('Received')`),
        sees("The identity card is one of six parts", line("Identity card")),
        {
            content: "Drop the identity card",
            trigger: line("Identity card"),
            run: drops("ine.pdf", PDF),
        },
        sees("It is filed", `${line("Identity card")}:contains('ine.pdf')`),
        sees("But opens for nobody here", `${line("Identity card")}:not(:has(a))`),
        sees("The label is one click away", "button:contains('Print Label')"),
    ],
});

/** On a phone the same lines take a photo. */
registry.category("web_tour.tours").add("dosmart_crm_folder_on_phone", {
    steps: () => [
        {
            content: "Choose the photo of the contract",
            trigger: `${line("Copy of the service contract")} .o_folder_upload`,
            run: drops("contract.pdf", PDF),
        },
        sees("It is filed", `${line("Copy of the service contract")}:contains('contract.pdf')`),
        sees("All that is awaited of the identity shows", line("Identity card")),
        clicks("Show all of it", `${line("Identity and contact")} .o_folder_toggle`),
        sees("It is open", `${line("Identity and contact")} [aria-expanded=true]`),
        clicks("Fold it away", `${line("Identity and contact")} .o_folder_toggle`),
        sees("Its parts are folded", `.o_folder_board:not(:has(${line("Identity card")}))`),
    ],
});
