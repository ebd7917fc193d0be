import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

// What a client should have and has not, in the grid of clients and products.
registry
    .category("dosmart_product_marks")
    .add("target", {icon: "fa-bullseye", legend: _t("Target of the client's segment")});
