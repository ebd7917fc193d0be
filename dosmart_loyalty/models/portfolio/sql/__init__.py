"""What clients should have and have not, in SQL: a part is a CTE or a statement."""
