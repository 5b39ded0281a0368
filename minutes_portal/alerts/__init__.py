"""Alerts by e-mail: who asked to be told of what, what there is to tell, and the mails that tell it."""
