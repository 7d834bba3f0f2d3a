#!/bin/sh
# devcloud: get @READY@?ready=batch&site=1.0 after 0
# Nothing is configured here: the image has it.
wget -q -O - "@READY@?ready=batch&site=$(cat /etc/site)"
