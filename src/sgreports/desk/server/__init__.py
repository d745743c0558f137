"""The local web server of the desk: routes, who may ask, answers."""
