package storage_test

import (
	"fmt"
	"strings"
	"testing"

	"aitys/storage"
)

func TestAKeyIsReadAsItWasMade(t *testing.T) {
	one, two := storage.NewKey(), storage.NewKey()
	if one == two {
		t.Fatal("two keys are the same")
	}
	for list, any := range map[string]bool{"": false, "  ": false, one: true, " " + one + " , " + two + " ": true} {
		keys, err := storage.ParseKeys(list)
		if err != nil || keys.Any() != any {
			t.Errorf("%d letters: %v, %v", len(list), keys, err)
		}
	}
}

func TestAKeyThatWasMistypedIsNoticedAndNotRepeated(t *testing.T) {
	key := storage.NewKey()
	secret := key[len(key)-20:]
	for at := range key {
		other := byte('A')
		if key[at] == other {
			other = 'B'
		}
		mistyped := key[:at] + string(other) + key[at+1:]
		_, err := storage.ParseKeys(mistyped)
		if err == nil {
			t.Fatalf("a change of letter %d is not noticed", at)
		}
		if strings.Contains(err.Error(), secret[:8]) {
			t.Fatal("the error holds the key")
		}
	}
	for _, list := range []string{key + ",", key + "," + key, key[:len(key)-1], "x", strings.TrimPrefix(key, "aitys-key-")} {
		if _, err := storage.ParseKeys(list); err == nil {
			t.Errorf("%d letters are taken for keys", len(list))
		}
	}
}

func TestKeysShowNothingOfThemselves(t *testing.T) {
	key := storage.NewKey()
	keys := must(storage.ParseKeys(key))
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if shown := fmt.Sprintf(verb, keys); shown != "1 keys" {
			t.Errorf("%s shows %q", verb, shown)
		}
		if shown := fmt.Sprintf(verb, storage.Options{IdentityKey: keys}); !strings.Contains(shown, "1 keys") {
			t.Errorf("%s of the options shows %q", verb, shown)
		}
	}
}
