"""Stored questions and their answers: queries/*.rq -> SPARQL -> Table or Triples."""

from kg.query.catalogue import Param, StoredQuery, catalogue_table, find, list_queries
from kg.query.check import check
from kg.query.run import explain, prepare, run

__all__ = ["Param", "StoredQuery", "catalogue_table", "check", "explain", "find", "list_queries", "prepare", "run"]
