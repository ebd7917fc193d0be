"""Whether a mail server that we believe says that an email comes from whom it names."""


def is_proven(results, server):
    """Return whether a line of *results*, headers Authentication-Results, of *server* proves it.

    Anybody can write such a header: only that of the own server, by its name, counts, and only
    if the sender's domain was checked against the From line (DMARC).

    >>> passed = "mx.example.com; spf=pass; dmarc=pass (p=reject) header.from=client.com"
    >>> is_proven([passed], "mx.example.com"), is_proven([passed], "mx.other.com")
    (True, False)
    >>> is_proven(["mx.example.com; dmarc=fail"], "mx.example.com"), is_proven([passed], "")
    (False, False)
    """
    if not server:
        return False
    for result in results:
        said_by, _semicolon, checks = str(result).partition(";")
        words = said_by.split()
        methods = {check.strip().split(" ")[0].lower() for check in checks.split(";")}
        if words and words[0].lower() == server.lower() and "dmarc=pass" in methods:
            return True
    return False
