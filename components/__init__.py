"""What draws: the frame of every page, filters, charts, map, tables, cards and downloads."""
