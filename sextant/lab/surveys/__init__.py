"""Surveys: questionnaires as data, answers read by them, weights by raking, estimates with intervals, tables that withhold small cells."""
