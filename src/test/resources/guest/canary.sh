#!/bin/sh
# devcloud: get @RELAY@?status=unchanged&changes=0&machine=@BAKEHOUSE_BAKE@-canary&to=@BAKEHOUSE_CALLBACK_URL@ after 1
[ -s /etc/machine-id ] || cat /proc/sys/kernel/random/uuid >/etc/machine-id
id=$(cat /etc/machine-id)
# A config run that changes nothing where the site is there already.
if [ "$(cat /etc/site)" = 1.0 ]; then status=unchanged changes=0; else status=changed changes=1; fi
wget -q -O - --header 'Content-Type: application/cloudevents+json' --post-data "{\"specversion\":\"1.0\",\"type\":\"test.run.finished\",\"source\":\"/guest\",\"id\":\"$id\",\"data\":{\"host\":\"guest\",\"status\":\"$status\",\"changes\":$changes,\"machine_id\":\"$id\"}}" '@BAKEHOUSE_CALLBACK_URL@'
