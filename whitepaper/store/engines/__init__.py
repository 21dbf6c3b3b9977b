"""The observations on an engine, DuckDB or Spark: the only place that knows Ibis and they (docs/decisions/0014).

Nothing here is imported unless `WHITEPAPER_STORE` names an engine.
"""
