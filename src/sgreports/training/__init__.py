"""Training of the component for the open classes: examples, weights, calibration, comparison (`sgreports train`)."""
