"""Files in, documents out: text, HTML, JSON lines and tables, one at a time and in a fixed order.

for item in read([Path("examples")]):   # item is a Document, or a Skipped that says why it yields nothing
"""

from kg.read.files import READERS, read
from kg.read.finish import MAX_CHARACTERS

__all__ = ["MAX_CHARACTERS", "READERS", "read"]
