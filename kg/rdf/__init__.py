"""The graph: records to quads (describe), quads to files (write), files against the shapes (shacl)."""
