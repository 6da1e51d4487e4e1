"""The checks that .ci/run makes of what Maven cannot see: packaged functions, permissions, templates."""
