"""Forecasts of short series with intervals that were measured: methods, backtest, conformal intervals. numpy."""
