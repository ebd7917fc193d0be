import {Component, markRaw, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {ActionHelper} from "@web/views/action_helper";
import {KeepLast} from "@web/core/utils/concurrency";
import {Layout} from "@web/search/layout";
import {MatrixGrid} from "./matrix_grid.esm";
import {SearchBar} from "@web/search/search_bar/search_bar";
import {standardViewProps} from "@web/views/standard_view_props";
import {useSearchBarToggler} from "@web/search/search_bar/search_bar_toggler";
import {useService} from "@web/core/utils/hooks";

/**
 * A grid in the place of a list, below the list's own search bar: the server works it out anew
 * for what is searched. Who extends it gives a template and asks for the grid in *fetch*.
 */
export class SearchedGrid extends Component {
    static components = {ActionHelper, Layout, MatrixGrid, SearchBar};
    static props = {...standardViewProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.searchBarToggler = useSearchBarToggler();
        this.state = useState({grid: null});
        this.latest = new KeepLast();
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((props) => this.load(props));
    }

    async load(props) {
        this.state.grid = markRaw(await this.latest.add(this.fetch(props)));
    }

    /** Open the records of *domain* in the action *xmlId*, without its own filters. */
    async openRecords(xmlId, name, domain) {
        const action = await this.action.loadAction(xmlId);
        return this.action.doAction({...action, name, domain, context: {}});
    }
}

/** What a view of a grid has in common with those of Odoo: see the registry "views". */
export const searchedGridView = {
    type: "list",
    searchMenuTypes: ["filter", "favorite"],
};
