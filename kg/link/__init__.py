"""Entities meet the knowledge base: names -> candidates -> one Match each, or an honest none."""
