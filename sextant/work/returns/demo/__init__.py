"""The demo of this house: invented years, a round, questionnaires, peers and estimates (`load.py` first)."""
