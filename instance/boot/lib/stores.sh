# shellcheck shell=bash
# Key stores and trust stores, made from the PEM texts of a secret, or taken from it as they are (in base64). Their passwords are in
# files beside them: NAME-keystore.password, NAME-truststore.password.

# make_stores SETTING SECRET FOLDER NAME: makes NAME-keystore and NAME-truststore where the secret has something for them.
make_stores() {
  local setting=$1 secret=$2 base=$3/$4
  if has "$secret" keystore; then
    given_store "$setting" "$secret" keystore "$base-keystore"
  elif has "$secret" certificate key; then
    key_store_of_pem "$setting" "$secret" "$base-keystore"
  fi
  if has "$secret" truststore; then
    given_store "$setting" "$secret" truststore "$base-truststore"
  elif has "$secret" ca; then
    trust_store_of_pem "$setting" "$secret" "$base-truststore"
  fi
}

new_password() { openssl rand -hex 24 | tr -d '\n' >"$1"; }

key_store_of_pem() { # key_store_of_pem SETTING SECRET FILE
  local pem=$3.pem key=$3.key unlock=(-passin pass:)
  field "$2" certificate >"$pem"
  field "$2" key >"$key"
  if has "$2" keyPassword; then
    field "$2" keyPassword >"$key.password"
    unlock=(-passin "file:$key.password")
  fi
  if ! openssl x509 -in "$pem" -noout 2>/dev/null; then
    problem "$1: certificate is no certificate in PEM (-----BEGIN CERTIFICATE-----)"
  elif ! openssl pkey -in "$key" "${unlock[@]}" -noout 2>/dev/null; then
    problem "$1: key is no private key in PEM (-----BEGIN PRIVATE KEY-----), or keyPassword is not its password"
  elif ! cmp -s <(openssl x509 -in "$pem" -noout -pubkey) <(openssl pkey -in "$key" "${unlock[@]}" -pubout); then
    problem "$1: certificate and key do not belong together"
  elif ! openssl x509 -in "$pem" -noout -checkend 0 >/dev/null; then
    problem "$1: certificate is no longer valid: $(openssl x509 -in "$pem" -noout -enddate | sed 's/notAfter=/it ended /')"
  else
    new_password "$3.password"
    openssl pkcs12 -export -name server-group -in "$pem" -inkey "$key" "${unlock[@]}" \
      -passout "file:$3.password" -out "$3" 2>/dev/null || problem "$1: no key store could be made of certificate and key"
  fi
  rm -f "$key" "$key.password"
}

trust_store_of_pem() { # trust_store_of_pem SETTING SECRET FILE
  local part number=0
  field "$2" ca >"$3.pem"
  # One file for each certificate: keytool takes the first of a file and leaves the others.
  awk -v base="$3.part" '/-----BEGIN CERTIFICATE-----/ { n++ } n { print > (base n) }' "$3.pem"
  if ! [ -e "$3.part1" ]; then
    problem "$1: ca holds no certificate in PEM (-----BEGIN CERTIFICATE-----)"
    return
  fi
  new_password "$3.password"
  for part in "$3".part*; do
    number=$((number + 1))
    keytool -importcert -noprompt -storetype PKCS12 -keystore "$3" -storepass:file "$3.password" -alias "ca-$number" \
      -file "$part" >/dev/null 2>&1 || problem "$1: certificate $number of ca cannot be read"
    rm -f "$part"
  done
}

given_store() { # given_store SETTING SECRET FIELD FILE
  local given=$4.given
  field "$2" "$3Password" >"$4.password"
  if ! field "$2" "$3" | base64 --decode >"$given" 2>/dev/null; then
    problem "$1: $3 is not in base64"
  # Into PKCS12 whatever it was, so that everybody can read it.
  elif ! keytool -importkeystore -noprompt -srckeystore "$given" -srcstorepass:file "$4.password" -destkeystore "$4" \
    -deststoretype PKCS12 -deststorepass:file "$4.password" >/dev/null 2>&1; then
    problem "$1: $3 is no key store in PKCS12 or JKS, or $3Password is not its password, and that of its keys"
  fi
  rm -f "$given"
}

# warn_of_name FILE.pem NAME: clients refuse a certificate that does not hold the name they asked for, and the tools refuse clients
# that ask for a name it does not hold.
warn_of_name() {
  local option=-checkhost
  [[ $2 =~ ^[0-9.]+$ ]] && option=-checkip
  openssl x509 -in "$1" -noout "$option" "$2" 2>/dev/null | grep -q 'does match' ||
    say "warning: the certificate in TLS_SECRET_ARN does not hold $2, the name that this server is known by"
}

# describe_stores FOLDER NAME TOOL_FOLDER: JSON on the stores of a name, as a tool sees them.
describe_stores() {
  local kind file
  for kind in keystore truststore; do
    file=$1/$2-$kind
    [ -e "$file" ] || continue
    jq -n --arg kind "$kind" --arg location "$3/$2-$kind" --rawfile password "$file.password" \
      '{($kind): {location: $location, type: "PKCS12", password: $password}}'
  done | jq -s 'add // {}'
}
