from odoo.http import Controller, content_disposition, request, route

from ..logic.file_kind import MIMETYPES

# With no more digits than an id of the database can have.
PAGE = "/dosmart/identity/<int(max=2147483647):file_id>"


class FolderIdentity(Controller):
    """The one way to the content of an identity document; every opening is logged."""

    @route(PAGE, type="http", auth="user", readonly=False)
    def identity(self, file_id):
        """Return the identity document for members of the group who may see its account."""
        file = request.env["dosmart.document.file"].search(
            [("id", "=", file_id), ("is_identity", "=", True)]
        )
        if not file:
            return request.not_found()
        content = file._open_identity(request.httprequest.remote_addr)
        return request.make_response(
            content,
            [
                ("Content-Type", MIMETYPES[file.kind]),
                ("Content-Disposition", content_disposition(file.name, "inline")),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
