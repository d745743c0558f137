"""The local web server of the desk: routes, access control, answers."""
