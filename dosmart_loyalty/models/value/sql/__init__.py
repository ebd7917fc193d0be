"""The valuation in SQL: each function returns one part of it, and says what its rows are.

``run_total``, ``run_line`` and ``run_result`` are the stages, in this order: temporary tables when
all clients are valued, parts of one statement when it is a few. The plain-Python twin, to be read
beside the spec, is ``tests/oracle/client_value.py``.
"""
