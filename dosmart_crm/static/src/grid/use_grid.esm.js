import {markRaw, onWillStart, useState} from "@odoo/owl";
import {Mutex} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";

/**
 * The grid of *model*, which its methods ``get_grid`` and ``set_grid_cell`` answer with.
 *
 * @param {string} model
 * @returns {{data: object, load: Function, set: Function}} what the server last said; ask anew;
 *   change a cell: one request at a time, so that the last answer holds all that was clicked
 */
export function useGrid(model) {
    const orm = useService("orm");
    const mutex = new Mutex();
    const state = useState({data: null});
    const ask = async (method, args) => {
        state.data = markRaw(await orm.call(model, method, args));
    };
    const load = () => ask("get_grid", []);
    const set = (...args) =>
        mutex.exec(async () => {
            try {
                await ask("set_grid_cell", args);
            } catch (error) {
                // Somebody else changed something: show it below the message.
                await load();
                throw error;
            }
        });
    onWillStart(load);
    return {
        get data() {
            return state.data;
        },
        load,
        set,
    };
}
