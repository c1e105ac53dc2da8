"""kg: news reports in, a graph of who did what to whom, where, when and who says so out."""
