"""What people read: an answer as table, CSV, JSON, GeoJSON, HTML or Turtle; the events of a document as text."""

from kg.report.render import render

__all__ = ["render"]
