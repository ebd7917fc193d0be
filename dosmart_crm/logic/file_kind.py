"""What a file is, by its first bytes: its name says nothing that can be trusted."""

# Extension of a file name -> kind of its content.
EXTENSIONS = {
    "pdf": "pdf",
    "jpg": "jpg",
    "jpeg": "jpg",
    "png": "png",
    "webp": "webp",
    "tif": "tiff",
    "tiff": "tiff",
    "heic": "heic",
}
MIMETYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "tiff": "image/tiff",
    "heic": "image/heic",
}
STARTS = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)


def kind_of(content):
    """Return the kind of the file with these bytes, or "" if it is none that a folder takes.

    >>> kind_of(b"%PDF-1.7 ... startxref 9 %%EOF"), kind_of(b"MZ a program"), kind_of(b"%PDF-")
    ('pdf', '', '')
    >>> kind_of(b"RIFF....WEBPVP8 "), kind_of(b"....ftypheic")
    ('webp', 'heic')
    """
    if content.startswith(b"%PDF-"):
        return "pdf" if b"%%EOF" in content[-2048:] else ""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1"):
        return "heic"
    return next((kind for start, kind in STARTS if content.startswith(start)), "")
