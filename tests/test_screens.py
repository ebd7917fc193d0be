"""No dead ends: an empty screen says what to do next, a menu opens for those it is meant for."""

from lxml import html

from .common import ROLES, DosmartCase


class TestScreens(DosmartCase):
    def own(self, model):
        """Return the records of *model* that our add-ons ship."""
        domain = [("model", "=", model), ("module", "=like", r"dosmart\_%")]
        return self.env[model].browse(self.env["ir.model.data"].search(domain).mapped("res_id"))

    def test_every_empty_screen_says_what_it_is_for_and_what_to_do_next(self):
        pages = self.own("ir.actions.act_window").filtered(lambda action: action.target != "new")
        for action in pages:
            with self.subTest(action.xml_id):
                title, *advice = html.fromstring(f"<div>{action.help}</div>").findall("p")
                self.assertIn("o_view_nocontent_smiling_face", title.get("class"))
                self.assertTrue(title.text_content().strip())
                self.assertTrue("".join(line.text_content() for line in advice).strip())

    def test_every_menu_opens_for_the_roles_it_is_meant_for(self):
        opened = self.env["ir.ui.menu"]
        for role in ROLES:
            for menu in self.own("ir.ui.menu").filtered("action"):
                if self.is_meant_for(menu, getattr(self, role)):
                    with self.subTest(f"{menu.complete_name} as {role}"):
                        self.open(menu.with_user(getattr(self, role)))
                    opened |= menu
        self.assertEqual(opened, self.own("ir.ui.menu").filtered("action"))

    def is_meant_for(self, menu, user):
        """Return whether the groups of *menu* and of those above it let *user* see it."""
        while menu and (not menu.group_ids or menu.group_ids & user.all_group_ids):
            menu = menu.parent_id
        return not menu

    def open(self, menu):
        """Do what the browser does for the user of *menu*: list the menus, load the action."""
        self.assertIn(menu.id, menu._visible_menu_ids())
        action = menu.sudo().action
        if action._name == "ir.actions.act_window":
            model = self.env[action.res_model].with_user(menu.env.user)
            model.get_views([view for view in action.views if view[1] != "form"])
            model.search_read([], ["display_name"], limit=1)
