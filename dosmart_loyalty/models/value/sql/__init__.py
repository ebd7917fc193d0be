"""The valuation in SQL: each function returns one part of it, and says what its rows are.

The stages are those of ``value_run.py``: ``run_total`` and what follows are temporary tables when
all clients are valued, parts of one statement when it is a few; ``run_result`` is part of the
statement that writes. The plain-Python twin, to be read beside the spec, is
``tests/oracle/client_value.py``.
"""
