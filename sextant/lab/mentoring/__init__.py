"""Who could learn from whom: pairs of mentors and mentees, with the reasons for each and the obstacles of the rest."""
