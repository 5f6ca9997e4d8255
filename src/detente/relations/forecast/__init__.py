"""Forecasts of a pair: predictive distributions for the coming weeks, chosen on the past and shown beside benchmarks.

The way in is `detente.relations.forecast.forecast.forecast`; nothing is imported here, so that a start stays quick.
"""
