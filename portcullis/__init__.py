"""Portcullis: public posts directed at Members who opted in; threats found among the criticism; an officer decides."""
