"""The linear model over hashed features, calibration, and the encoder."""
